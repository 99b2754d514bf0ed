package io.inferloop.tabular.e2e;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What a client may want: the body that it posts, and what it may be charged for it. */
sealed interface Order {

    Map<String, Object> body();

    /** Quantity by meter when the job succeeded; CPU seconds, which nobody knows before, are left out. */
    Map<String, Long> charges();

    String mainOutput();

    record Generation(UUID dataset, long rows, long seed, boolean validate) implements Order {

        @Override
        public Map<String, Object> body() {
            return Map.of(
                    "type", "generation",
                    "dataset_id", dataset,
                    "algorithm", "gaussian_copula",
                    "rows", rows,
                    "seed", seed,
                    "validate", validate);
        }

        @Override
        public Map<String, Long> charges() {
            Map<String, Long> charges = new HashMap<>(Map.of("rows_generated", rows));
            if (validate) {
                charges.put("validations", 1L);
            }
            return charges;
        }

        @Override
        public String mainOutput() {
            return "synthetic.csv";
        }
    }

    record Validation(UUID dataset, UUID synthetic) implements Order {

        @Override
        public Map<String, Object> body() {
            return Map.of("type", "validation", "dataset_id", dataset, "synthetic", Map.of("dataset_id", synthetic));
        }

        @Override
        public Map<String, Long> charges() {
            return Map.of("validations", 1L);
        }

        @Override
        public String mainOutput() {
            return "validation.json";
        }
    }
}

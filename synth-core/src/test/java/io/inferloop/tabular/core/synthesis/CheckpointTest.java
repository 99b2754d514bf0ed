package io.inferloop.tabular.core.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    private static final Checkpoint CHECKPOINT = new Checkpoint("identity", 12)
            .with("state", Map.of("weights", new double[] {1.5, -0.0, Float.MIN_VALUE}, "none", new double[0]))
            .with("best", Map.of("weights", new double[] {0.1, Double.NaN, 1e300}));

    @Test
    void comesBackBitForBit() throws Exception {
        Checkpoint back = Checkpoint.of(CHECKPOINT.toBytes());
        assertThat(back.fit()).isEqualTo("identity");
        assertThat(back.step()).isEqualTo(12);
        assertThat(back.group("state").get("weights")).containsExactly(1.5, -0.0, Float.MIN_VALUE);
        assertThat(back.group("state").get("none")).isEmpty();
        assertThat(back.group("best")).containsOnlyKeys("weights");
        assertThat(back.group("best").get("weights")).containsExactly(0.1, Double.NaN, 1e300);
    }

    @Test
    void floatsTakeFourBytes() {
        double[] floats = new double[10_000];
        Arrays.setAll(floats, i -> (float) Math.sqrt(i));
        assertThat(new Checkpoint("identity", 1)
                        .with("state", Map.of("weights", floats))
                        .toBytes())
                .hasSizeBetween(40_000, 40_200);
    }

    @Test
    void whateverIsDamagedIsRefused() {
        byte[] bytes = CHECKPOINT.toBytes();
        for (int length : new int[] {0, 7, 8, 40, bytes.length - 1}) {
            assertRefused(Arrays.copyOf(bytes, length));
        }
        for (int place = 0; place < bytes.length; place++) {
            byte[] changed = bytes.clone();
            changed[place] ^= 1;
            assertRefused(changed);
        }
    }

    private static void assertRefused(byte[] bytes) {
        assertThatExceptionOfType(DamagedCheckpointException.class).isThrownBy(() -> Checkpoint.of(bytes));
    }
}

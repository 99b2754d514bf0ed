package io.inferloop.tabular.standalone.stack;

/** Every port of a stack, counted from its base, so that two stacks stand side by side when their bases are 20 apart. */
public record StackPorts(int base) {

    public static final int DEFAULT_BASE = 7400;
    private static final int SPAN = 20;
    private static final int LOWEST = 1024;
    private static final int HIGHEST = 65_535;

    public StackPorts {
        if (base < LOWEST || base + SPAN > HIGHEST) {
            throw new IllegalArgumentException(
                    "The port base must be between %d and %d: %d".formatted(LOWEST, HIGHEST - SPAN, base));
        }
    }

    int service(Service service) {
        return base + service.ordinal();
    }

    public int gateway() {
        return service(Service.API_GATEWAY);
    }

    int postgres() {
        return base + 10;
    }

    int redis() {
        return base + 11;
    }

    int s3() {
        return base + 12;
    }

    int kafka() {
        return base + 13;
    }

    int kafkaController() {
        return base + 14;
    }

    int registry() {
        return base + 15;
    }

    int registryManagement() {
        return base + 16;
    }
}

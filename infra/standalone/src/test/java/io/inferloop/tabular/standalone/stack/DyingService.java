package io.inferloop.tabular.standalone.stack;

/** Stands in for a service that says why it cannot start, and ends. */
final class DyingService {

    private DyingService() {}

    public static void main(String[] arguments) {
        System.out.println("the price book has no version");
        System.exit(3);
    }
}

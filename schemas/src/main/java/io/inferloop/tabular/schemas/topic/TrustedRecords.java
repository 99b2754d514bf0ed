package io.inferloop.tabular.schemas.topic;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Tells Avro that this project's generated records may be created from a schema. Since 1.12.2 Avro instantiates no class
 * that was not trusted, so without this every record would be undecodable.
 */
final class TrustedRecords {

    private static final String PACKAGE = "io.inferloop.tabular.schemas.";

    private TrustedRecords() {}

    /** Adds to what is trusted already; once per process is enough. */
    static void trust() {
        ClassSecurityPredicate others = ClassSecurityValidator.getGlobal();
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(others, type -> type.getName().startsWith(PACKAGE)));
    }
}

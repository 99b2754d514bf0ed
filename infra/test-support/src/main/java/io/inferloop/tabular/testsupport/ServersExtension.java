package io.inferloop.tabular.testsupport;

import io.inferloop.tabular.standalone.server.KafkaAddress;
import io.inferloop.tabular.standalone.server.PostgresAddress;
import io.inferloop.tabular.standalone.server.RedisAddress;
import io.inferloop.tabular.standalone.server.RegistryAddress;
import io.inferloop.tabular.standalone.server.S3Address;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link WithServers} does. */
final class ServersExtension implements BeforeAllCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(ServersExtension.class);
    private static final Map<Class<?>, Function<TestServers, Object>> INJECTED = Map.of(
            PostgresAddress.class, TestServers::postgres,
            KafkaAddress.class, TestServers::kafka,
            RegistryAddress.class, TestServers::registry,
            RedisAddress.class, TestServers::redis,
            S3Address.class, TestServers::s3,
            TestDatabase.class, TestServers::freshDatabase,
            TestBucket.class, TestServers::freshBucket,
            TestTopics.class, TestServers::freshTopics,
            TestServers.class, servers -> servers);

    @Override
    public void beforeAll(ExtensionContext context) {
        WithServers wanted = context.getRequiredTestClass().getAnnotation(WithServers.class);
        if (wanted != null) {
            TestServers.shared().start(wanted.value());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return INJECTED.containsKey(parameter.getParameter().getType());
    }

    /** One object per test class and type, so that a database injected twice is the same one. */
    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        Function<TestServers, Object> source = INJECTED.get(type);
        if (source == null) {
            throw new IllegalArgumentException("Nothing of type " + type + " is injected");
        }
        return context.getStore(Namespace.create(NAMESPACE, context.getRequiredTestClass()))
                .computeIfAbsent(type, absent -> source.apply(TestServers.shared()), Object.class);
    }
}

package io.inferloop.tabular.gateway;

import io.inferloop.tabular.gateway.auth.Authentication;
import io.inferloop.tabular.gateway.auth.CallerArgument;
import io.inferloop.tabular.gateway.ratelimit.RateLimit;
import io.inferloop.tabular.gateway.usage.CallMeter;
import io.inferloop.tabular.gateway.web.ConnectorProblems;
import io.inferloop.tabular.gateway.web.QueryText;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** What every request under {@code /v1} passes, in this order: who is it, may it now, count it. The description is for everybody. */
@Configuration(proxyBeanMethods = false)
class GatewayWeb implements WebMvcConfigurer {

    private static final String API = "/v1/**";
    private static final String DESCRIPTION = "/v1/openapi.*";

    private final Authentication authentication;
    private final RateLimit rateLimit;
    private final CallMeter calls;
    private final CallerArgument caller;

    GatewayWeb(Authentication authentication, RateLimit rateLimit, CallMeter calls, CallerArgument caller) {
        this.authentication = authentication;
        this.rateLimit = rateLimit;
        this.calls = calls;
        this.caller = caller;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(authentication)
                .addPathPatterns(API)
                .excludePathPatterns(DESCRIPTION)
                .order(1);
        registry.addInterceptor(rateLimit)
                .addPathPatterns(API)
                .excludePathPatterns(DESCRIPTION)
                .order(2);
        registry.addInterceptor(new QueryText()).addPathPatterns(API).order(3);
        registry.addInterceptor(calls)
                .addPathPatterns(API)
                .excludePathPatterns(DESCRIPTION)
                .order(4);
    }

    /** Beside the error page of the application, which what Tomcat cannot parse never reaches. */
    @Bean
    WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> connectorProblems() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ConnectorProblems.class.getName());
            }
        });
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController("/docs").setViewName("forward:/docs/index.html");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(caller);
    }
}

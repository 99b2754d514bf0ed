package io.inferloop.tabular.platform.plan;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/** @param location the plan document; the one that comes with the platform by default */
@ConfigurationProperties("tabular.plans")
record PlanProperties(@DefaultValue("classpath:plans.yaml") Resource location) {}

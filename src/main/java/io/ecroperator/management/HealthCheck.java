package io.ecroperator.management;

import java.util.Map;

/**
 * One thing that a probe asks for.
 *
 * @param name what was looked at
 * @param up whether it is well
 * @param data what else there is to know: texts, numbers and booleans
 */
public record HealthCheck(String name, boolean up, Map<String, Object> data) {}

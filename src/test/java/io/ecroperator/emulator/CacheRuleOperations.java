package io.ecroperator.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Pull through cache rules.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html">
 *     CreatePullThroughCacheRule</a>
 */
final class CacheRuleOperations {
    private static final String PREFIX = "ecrRepositoryPrefix";
    private static final String PREFIXES = "ecrRepositoryPrefixes";
    private static final String UPSTREAM_PREFIX = "upstreamRepositoryPrefix";
    private static final String URL = "upstreamRegistryUrl";
    private static final String UPSTREAM = "upstreamRegistry";
    private static final String UPDATED_AT = "updatedAt";
    private static final Pattern PREFIX_PATTERN =
            Pattern.compile("^([a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(\\/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*\\/?|ROOT)$");
    private static final int PREFIX_MIN = 2;
    private static final int PREFIX_MAX = 30;
    private static final int MAX_PREFIXES = 100;

    private final EmulatorState state;
    private final CacheRuleAccess access;

    CacheRuleOperations(EmulatorState state) {
        this.state = state;
        this.access = new CacheRuleAccess(state);
    }

    Map<String, Operation> operations() {
        return Map.of(
                "CreatePullThroughCacheRule", Operation.write(this::create),
                "DescribePullThroughCacheRules", Operation.read(this::describe),
                "UpdatePullThroughCacheRule", Operation.write(this::update),
                "DeletePullThroughCacheRule", Operation.write(this::delete),
                "ValidatePullThroughCacheRule", Operation.read(this::validate));
    }

    private JsonNode create(AwsRequest request) {
        Parameters parameters = request.parameters();
        String prefix = prefix(parameters);
        String url = parameters.required(URL);
        Optional<String> named = parameters.oneOf(UPSTREAM, upstreams());
        CacheRule.Access wanted = access.read(parameters);
        String upstreamPrefix = parameters
                .matching(UPSTREAM_PREFIX, PREFIX_MIN, PREFIX_MAX, PREFIX_PATTERN)
                .orElse(Prefixed.ROOT);
        RegistryState registry = state.registry(request);
        CacheUpstream upstream = upstream(url, named);
        if (prefix.equals(Prefixed.ROOT) && !upstreamPrefix.equals(Prefixed.ROOT)) {
            throw AwsError.invalidParameter(UPSTREAM_PREFIX, "must be ROOT when ecrRepositoryPrefix is ROOT");
        }
        access.check(wanted, upstream, url, registry.key());
        Instant now = registry.now();
        CacheRule rule = new CacheRule(prefix, url, upstream, wanted, upstreamPrefix, now, now);
        registry.cacheRules().add(rule);
        return created(rule, registry).put(UPSTREAM, upstream.apiName());
    }

    private static CacheUpstream upstream(String url, Optional<String> named) {
        return CacheUpstream.at(url)
                .filter(found -> named.isEmpty() || named.get().equals(found.apiName()))
                .orElseThrow(() -> CacheRuleAccess.unsupported("The specified upstream registry isn't supported."));
    }

    private JsonNode describe(AwsRequest request) {
        Parameters parameters = request.parameters();
        Optional<List<String>> prefixes = parameters.strings(PREFIXES, 1, MAX_PREFIXES);
        prefixes.orElse(List.of())
                .forEach(prefix -> Parameters.check(PREFIXES, prefix, PREFIX_MIN, PREFIX_MAX, PREFIX_PATTERN));
        Page page = Page.of(parameters, "pullThroughCacheRules");
        RegistryState registry = state.registry(request);
        PrefixTable<CacheRule> rules = registry.cacheRules();
        Collection<CacheRule> found = prefixes.<Collection<CacheRule>>map(
                        names -> names.stream().distinct().map(rules::get).toList())
                .orElseGet(() -> rules.after(page.after()));
        return page.of(found, CacheRule::prefix, rule -> created(rule, registry)
                .put(UPSTREAM, rule.upstream().apiName())
                .put(UPDATED_AT, Json.timestamp(rule.updatedAt())));
    }

    private JsonNode update(AwsRequest request) {
        Parameters parameters = request.parameters();
        String prefix = prefix(parameters);
        CacheRule.Access wanted = access.read(parameters);
        RegistryState registry = state.registry(request);
        if (wanted.credentialArn().isEmpty() && wanted.customRoleArn().isEmpty()) {
            throw AwsError.of(
                    "InvalidParameterException",
                    "Invalid input: Please set either credential arn or role arn to update the credential");
        }
        CacheRule changed = registry.cacheRules().change(prefix, rule -> {
            access.check(wanted, rule.upstream(), rule.url(), registry.key());
            return rule.with(wanted, registry.now());
        });
        return changed.toJson(registry.key()).put(UPDATED_AT, Json.timestamp(changed.updatedAt()));
    }

    private JsonNode delete(AwsRequest request) {
        String prefix = prefix(request.parameters());
        RegistryState registry = state.registry(request);
        return created(registry.cacheRules().remove(prefix), registry);
    }

    private JsonNode validate(AwsRequest request) {
        String prefix = prefix(request.parameters());
        RegistryState registry = state.registry(request);
        CacheRule rule = registry.cacheRules().get(prefix);
        Optional<String> failure = access.failure(rule, registry.key());
        ObjectNode answer = rule.toJson(registry.key()).put(URL, rule.url()).put("isValid", failure.isEmpty());
        failure.ifPresent(reason -> answer.put("failure", reason));
        return answer;
    }

    private static ObjectNode created(CacheRule rule, RegistryState registry) {
        return rule.toJson(registry.key()).put(URL, rule.url()).put("createdAt", Json.timestamp(rule.createdAt()));
    }

    private static String prefix(Parameters parameters) {
        return parameters
                .matching(PREFIX, PREFIX_MIN, PREFIX_MAX, PREFIX_PATTERN)
                .orElseThrow(() -> parameters.missing(PREFIX));
    }

    private static Set<String> upstreams() {
        return Arrays.stream(CacheUpstream.values())
                .map(CacheUpstream::apiName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

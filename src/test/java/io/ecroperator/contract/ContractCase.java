package io.ecroperator.contract;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * One question to a stand-in for AWS that holds nothing yet.
 *
 * @param name unique, {@code operation: what is special}; the list of differences refers to it
 * @param given what is there before; a refusal here is a mistake of the case
 * @param when the call in question; it gives an answer of the SDK, or texts, numbers, lists and maps made of answers
 */
record ContractCase(String name, Consumer<Aws> given, Function<Aws, Object> when) {

    static ContractCase asking(String name, Function<Aws, Object> when) {
        return new ContractCase(name, aws -> {}, when);
    }

    static ContractCase asking(String name, Consumer<Aws> given, Function<Aws, Object> when) {
        return new ContractCase(name, given, when);
    }

    /** All cases. */
    static List<ContractCase> all() {
        return Stream.of(
                        RepositoryCases.all(),
                        RepositoryListCases.all(),
                        RepositorySettingsCases.all(),
                        TagCases.all(),
                        RepositoryPolicyCases.all(),
                        RegistryPolicyCases.all(),
                        RegistrySettingsCases.all(),
                        LifecyclePolicyCases.all(),
                        ImageCases.all(),
                        ImageDeletionCases.all(),
                        ImageScanCases.all(),
                        AccountCases.all(),
                        RoleCases.all())
                .flatMap(List::stream)
                .toList();
    }

    /** Asks, and gives what can be compared of the answer. */
    Outcome play(Aws aws) {
        given.accept(aws);
        try {
            return Outcome.answered(when.apply(aws));
        } catch (AwsServiceException refusal) {
            return Outcome.refused(refusal);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

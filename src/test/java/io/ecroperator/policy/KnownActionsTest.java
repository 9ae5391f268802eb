package io.ecroperator.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.EcrRequest;

class KnownActionsTest {

    @Test
    void shouldKnowEveryOperationOfEcr() {
        // Given
        Set<String> operations = Arrays.stream(EcrClient.class.getMethods())
                .filter(method -> method.getParameterCount() == 1
                        && EcrRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
                .map(Method::getName)
                .filter(name -> !name.endsWith("Paginator"))
                .map(name -> "ecr:" + name.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + name.substring(1))
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(operations).hasSizeGreaterThan(60).noneMatch(RepositoryActions::isUnknown);
    }

    @ParameterizedTest
    @CsvSource({
        "ecr:BatchGetImages, ecr:BatchGetImage",
        "ecr:getdownloadurlforlayers, ecr:GetDownloadUrlForLayer",
        "ecr:PutImgae, ecr:PutImage"
    })
    void shouldNameTheActionThatWasMeant(String written, String meant) {
        assertThat(Documents.action("['ecr:ListImages','" + written + "']").suspicions())
                .containsExactly(
                        "Statement[0]: Action " + written + " is unknown to this version; did you mean " + meant + "?");
    }

    @Test
    void shouldNameAnActionThatIsLikeNoOther() {
        assertThat(Documents.action("'ecr:ActionOfTomorrow'").suspicions())
                .containsExactly("Statement[0]: Action ecr:ActionOfTomorrow is unknown to this version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "ecr:*",
                "ecr:Get*",
                "ECR:BATCHGETIMAGE",
                "ecr:GetAuthorizationToken",
                "ecr:DescribeRegistry"
            })
    void shouldSuspectNothingThatIsKnown(String action) {
        assertThat(Documents.action("'" + action + "'").suspicions()).isEmpty();
    }

    @Test
    void shouldNameDeletedPrincipals() {
        assertThat(Documents.principal("{'AWS':'AROAEXAMPLEID12345678'}").suspicions())
                .containsExactly(
                        "principal AROAEXAMPLEID12345678 is the id of a user or role that was deleted; name the"
                                + " new one by its ARN");
    }
}

package io.ecroperator.aws.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecroperator.aws.AwsConnection;
import io.ecroperator.aws.ConnectionSpec;
import io.ecroperator.aws.NewRepository;
import io.ecroperator.support.InMemoryDoors;
import io.ecroperator.support.InMemoryEcr;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadOnlyAwsTest {

    private final InMemoryEcr ecr = new InMemoryEcr(Clock.systemUTC());
    private final AwsConnection reader =
            new ReadOnlyAws(new InMemoryDoors(InMemoryEcr.ACCOUNT, any -> ecr)).connection(ConnectionSpec.ambient());

    @Test
    void shouldReadWhatIsThere() {
        // Given
        NewRepository repository = new NewRepository("api", Map.of(), null, null, null);
        ecr.doors().repositories().createRepository(repository);

        // When / Then
        assertThat(reader.repositoryDoors().repositories().describeRepository("api"))
                .isPresent();
        assertThatThrownBy(() -> reader.repositoryDoors().repositories().createRepository(repository))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("createRepository writes, and this only reads");
        assertThatThrownBy(() -> reader.authorization().getAuthorizationToken())
                .isInstanceOf(IllegalStateException.class);
    }

    /** Whoever adds a call to AWS sees here on which side it is. */
    @Test
    void shouldRefuseEveryCallThatChangesSomething() throws ReflectiveOperationException {
        TreeSet<String> refused = new TreeSet<>();
        for (Object doors : List.of(reader.repositoryDoors(), reader.registryDoors())) {
            for (RecordComponent component : doors.getClass().getRecordComponents()) {
                Object door = component.getAccessor().invoke(doors);
                Stream.of(component.getType().getMethods())
                        .filter(method -> !method.isDefault())
                        .filter(method -> isRefused(door, method))
                        .map(Method::getName)
                        .forEach(refused::add);
            }
        }

        assertThat(refused)
                .allMatch(name -> Stream.of(
                                "create",
                                "delete",
                                "put",
                                "set",
                                "tag",
                                "untag",
                                "update",
                                "register",
                                "deregister",
                                "startReplicationBackfill")
                        .anyMatch(name::startsWith))
                .contains("createRepository", "putLifecyclePolicy", "startReplicationBackfill", "tagResource")
                .doesNotContain("startLifecyclePolicyPreview");
    }

    /** A call that is let through fails in another way, for want of arguments. */
    private static boolean isRefused(Object door, Method method) {
        try {
            Object[] none = Arrays.stream(method.getParameterTypes())
                    .map(type -> type == boolean.class ? (Object) false : type == int.class ? 1 : null)
                    .toArray();
            method.invoke(door, none);
            return false;
        } catch (ReflectiveOperationException e) {
            return e.getCause() != null
                    && String.valueOf(e.getCause().getMessage()).endsWith("writes, and this only reads");
        }
    }
}

package io.ecroperator.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopiesTest {

    @ParameterizedTest
    @CsvSource(
            value = {"''", "pull", "pull,push", "push,pull,delete", "NIL", "pull,NIL"},
            delimiter = ';',
            nullValues = "none")
    void shouldCopyAListWithNullsAndItsOrder(String elements) {
        // Given
        List<String> list = new ArrayList<>(Arrays.asList(elements.split(",")));
        list.replaceAll(element -> element.equals("NIL") ? null : element);
        List<String> before = new ArrayList<>(list);

        // When
        List<String> copy = Copies.of(list);
        list.clear();

        // Then
        assertThat(copy).isEqualTo(before);
        assertThatThrownBy(() -> copy.add("more")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldTellAnAbsentListFromAnEmptyOne() {
        // Given
        List<String> absent = null;

        // Then
        assertThat(Copies.of(absent)).isNull();
        assertThat(Copies.of(List.of())).isEmpty();
    }

    @Test
    void shouldCopyAMapWithItsOrder() {
        // Given
        Map<String, String> map = new LinkedHashMap<>();
        for (String key : List.of("team", "cost-center", "app", "stage", "owner")) {
            map.put(key, null);
        }

        // When
        Map<String, String> copy = Copies.of(map);
        map.clear();

        // Then
        assertThat(copy.keySet()).containsExactly("team", "cost-center", "app", "stage", "owner");
    }
}

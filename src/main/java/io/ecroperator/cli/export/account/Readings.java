package io.ecroperator.cli.export.account;

import io.ecroperator.cli.export.account.Reading.Gone;
import io.ecroperator.cli.export.account.Reading.Read;
import io.ecroperator.cli.export.account.Reading.Undecided;
import io.ecroperator.cli.export.account.Reading.Unselected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of all repositories whose names were asked for.
 *
 * @param read those to export
 * @param unselected tags of those that lack a tag which was asked for
 * @param undecided names of those whose tags may not be read
 * @param gone names of those that were deleted meanwhile
 * @param <T> what is read of a repository
 */
public record Readings<T>(
        List<T> read, List<Map<String, String>> unselected, List<String> undecided, List<String> gone) {

    /** Copies the lists. */
    public Readings {
        read = List.copyOf(read);
        unselected = List.copyOf(unselected);
        undecided = List.copyOf(undecided);
        gone = List.copyOf(gone);
    }

    /** Sorted out, each in the order of the readings. */
    static <T> Readings<T> of(List<Reading<T>> readings) {
        List<T> read = new ArrayList<>();
        List<Map<String, String>> unselected = new ArrayList<>();
        List<String> undecided = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        for (Reading<T> reading : readings) {
            switch (reading) {
                case Read<T>(T repository) -> read.add(repository);
                case Unselected<T>(Map<String, String> tags) -> unselected.add(tags);
                case Undecided<T>(String repositoryName) -> undecided.add(repositoryName);
                case Gone<T>(String repositoryName) -> gone.add(repositoryName);
            }
        }
        return new Readings<>(read, unselected, undecided, gone);
    }
}

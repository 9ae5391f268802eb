package io.ecroperator.aws.sdk;

import io.ecroperator.aws.FailedReplication;
import io.ecroperator.aws.RegistryId;
import io.ecroperator.aws.ReplicationBackfill;
import io.ecroperator.aws.ReplicationBackfillApi;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ListReplicationBackfillsResponse;
import software.amazon.awssdk.services.ecr.model.ReplicationBackfillProgress;
import software.amazon.awssdk.services.ecr.model.ReplicationBackfillResult;
import software.amazon.awssdk.services.ecr.model.ReplicationBackfillResultStatus;
import software.amazon.awssdk.services.ecr.model.ReplicationBackfillSummary;
import software.amazon.awssdk.services.ecr.model.ReplicationDestination;
import software.amazon.awssdk.services.ecr.model.StartReplicationBackfillResponse;

/** Backfills through the SDK. */
final class SdkReplicationBackfillApi implements ReplicationBackfillApi {

    /** Service model, MaxResults of ListReplicationBackfills. */
    private static final int PAGE = 50;

    private static final int RESULTS = 100;
    private static final String START = "StartReplicationBackfill";
    private static final String LIST = "ListReplicationBackfills";
    private static final String DESCRIBE = "DescribeReplicationBackfillResults";

    private final ServiceCalls<EcrClient> ecr;

    SdkReplicationBackfillApi(ServiceCalls<EcrClient> ecr) {
        this.ecr = ecr;
    }

    @Override
    public ReplicationBackfill startReplicationBackfill(RegistryId destination) {
        return ecr.call(START, client -> {
            StartReplicationBackfillResponse started = client.startReplicationBackfill(request ->
                    request.destination(to -> to.region(destination.region()).registryId(destination.accountId())));
            return new ReplicationBackfill(
                    ServiceCalls.told(START, started.replicationBackfillId()),
                    destination,
                    ServiceCalls.told(START, started.statusAsString()),
                    ServiceCalls.told(START, started.startedAt()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        });
    }

    @Override
    public List<ReplicationBackfill> listReplicationBackfills() {
        List<ReplicationBackfill> backfills = new ArrayList<>();
        String nextToken = null;
        do {
            ListReplicationBackfillsResponse page = page(nextToken);
            page.backfills().stream().map(SdkReplicationBackfillApi::toBackfill).forEach(backfills::add);
            nextToken = ServiceCalls.tokenOf(page.nextToken());
        } while (nextToken != null);
        return List.copyOf(backfills);
    }

    private ListReplicationBackfillsResponse page(String nextToken) {
        return ecr.call(LIST, client -> {
            ListReplicationBackfillsResponse page = client.listReplicationBackfills(
                    request -> request.maxResults(PAGE).nextToken(nextToken));
            ServiceCalls.told(LIST, page.hasBackfills() ? page : null);
            return page;
        });
    }

    @Override
    public List<FailedReplication> describeReplicationBackfillResults(String replicationBackfillId, int atMost) {
        return ecr.call(DESCRIBE, client -> client
                .describeReplicationBackfillResults(request -> request.replicationBackfillId(replicationBackfillId)
                        .resultStatusFilter(ReplicationBackfillResultStatus.FAILED)
                        .maxResults(Math.min(atMost, RESULTS)))
                .results()
                .stream()
                .map(SdkReplicationBackfillApi::toFailure)
                .toList());
    }

    private static ReplicationBackfill toBackfill(ReplicationBackfillSummary summary) {
        ReplicationDestination to = ServiceCalls.told(LIST, summary.destination());
        return new ReplicationBackfill(
                ServiceCalls.told(LIST, summary.replicationBackfillId()),
                new RegistryId(to.registryId(), to.region()),
                ServiceCalls.told(LIST, summary.statusAsString()),
                ServiceCalls.told(LIST, summary.startedAt()),
                Optional.ofNullable(summary.endedAt()),
                Optional.ofNullable(summary.progress()).map(SdkReplicationBackfillApi::toProgress),
                Optional.ofNullable(summary.failureCode()));
    }

    private static ReplicationBackfill.Progress toProgress(ReplicationBackfillProgress progress) {
        return new ReplicationBackfill.Progress(
                count(progress.totalReplicationCount()),
                count(progress.completedReplicationCount()),
                count(progress.failedReplicationCount()),
                progress.failureCodes());
    }

    private static int count(Integer count) {
        return count == null ? 0 : count;
    }

    private static FailedReplication toFailure(ReplicationBackfillResult result) {
        String tag = result.imageId() == null ? null : result.imageId().imageTag();
        String digest = result.imageId() == null
                ? ""
                : Objects.toString(result.imageId().imageDigest(), "");
        return new FailedReplication(
                Objects.toString(result.repositoryName(), ""),
                tag == null ? digest : tag,
                Objects.toString(result.failureCode(), ""));
    }
}

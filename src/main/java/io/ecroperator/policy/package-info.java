/**
 * Policy documents by meaning: what two texts have in common whatever their spelling, the one text that is sent to ECR, and
 * why ECR would refuse it.
 *
 * <p>ECR gives a policy back in another spelling than it was put (other order, lists of one as a string, account ids as ARNs),
 * so texts are never compared, stored or hashed as they are. Keys that nobody here knows are kept and compared too: AWS adds
 * some.
 *
 * <p>Pure: it knows Jackson's tree model, nothing of Kubernetes or of the AWS SDK. No message from here holds the body of a
 * document.
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.policy;

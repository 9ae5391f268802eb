/**
 * What tests of several packages share: a real Kubernetes API server and etcd as child processes, one pair per test
 * JVM, moto, likewise a process, and the registry client crane.
 *
 * <p>Uses the JDK, the Kubernetes client, JUnit's extension API and Awaitility; nothing of the operator itself.
 */
package io.ecroperator.support;

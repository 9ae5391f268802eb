/**
 * What the process answers over HTTP: probes and metrics. It knows neither Kubernetes nor AWS, only the JDK's HTTP server and
 * what it is given to answer (docs/adr/0011-http-server.md).
 *
 * <p>May use: nothing of the operator.
 */
package io.ecroperator.management;

/**
 * Fields of log entries. Uses SLF4J and nothing of the operator; whoever logs with fields uses it.
 */
package io.ecroperator.log;

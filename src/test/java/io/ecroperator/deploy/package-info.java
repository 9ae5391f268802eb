/** What is shipped beside the program, in {@code deploy/}: it must be right, and agree with the code. */
package io.ecroperator.deploy;

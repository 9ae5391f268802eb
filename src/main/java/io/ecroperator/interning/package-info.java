/** What many hold alike, in memory once. Uses nothing of the operator; whoever reads many objects uses it. */
package io.ecroperator.interning;

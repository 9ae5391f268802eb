/** Which test shows that a defect of another tool, or a pain of its users, is not ours; and that the page that says so is true. */
package io.ecroperator.compared;

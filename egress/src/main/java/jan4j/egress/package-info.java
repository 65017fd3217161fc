/// The only door out: policy and ledger of every outgoing connection.
@NullMarked
package jan4j.egress;

import org.jspecify.annotations.NullMarked;

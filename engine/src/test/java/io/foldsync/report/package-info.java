@NullMarked
package io.foldsync.report;

import org.jspecify.annotations.NullMarked;

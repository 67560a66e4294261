/**
 * What a run tells people and their tools. Records go in, text comes out: a {@link io.foldsync.report.RunView} watches
 * while a run goes, a {@link io.foldsync.report.RunRecord} holds all that is known when it has ended, and the writers
 * ({@link io.foldsync.report.ResultText}, {@link io.foldsync.report.ResultJson}, {@link io.foldsync.report.HistoryCsv},
 * {@link io.foldsync.report.HtmlReport}, …) turn it into the contents of files; where the files lie is decided elsewhere.
 * Equal records give equal bytes, on every machine and Java version.
 *
 * <p>Imports {@code history}, {@code stats}, {@code metric}, {@code loop} and {@code fold}, the JDK, slf4j and Jackson's
 * streaming generator, which Spark brings. Start with {@link io.foldsync.report.RunRecord}.
 */
@NullMarked
package io.foldsync.report;

import org.jspecify.annotations.NullMarked;

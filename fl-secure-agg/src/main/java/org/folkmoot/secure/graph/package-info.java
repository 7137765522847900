/**
 * Who shares with whom, and how many must be left. Start reading at {@link org.folkmoot.secure.graph.DegreeSearch} (how few
 * neighbours are enough), then {@link org.folkmoot.secure.graph.GraphPlan} (what a session of so many clients uses) and
 * {@link org.folkmoot.secure.graph.NeighbourGraph} (who they are).
 */
@NullMarked
package org.folkmoot.secure.graph;

import org.jspecify.annotations.NullMarked;

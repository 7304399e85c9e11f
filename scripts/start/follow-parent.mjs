// Loaded into every child with --import: the channel to the parent closes when the parent is gone, even by kill -9.
// The channel is left open on purpose: unreferenced, `next dev` would find nothing to wait for and end at once.
if (process.channel) {
  process.once("disconnect", () => process.exit(0));
}

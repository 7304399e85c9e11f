// Loaded into every child with --import: the channel to the parent closes when the parent is gone, even by kill -9.
if (process.channel) {
  process.once("disconnect", () => process.exit(0));
  process.channel.unref();
}

import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm run types` checks everything, tests included; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Native modules and those that read files beside themselves: loaded by Node, not bundled.
  serverExternalPackages: [
    "@node-rs/argon2",
    "pg",
    "graphile-worker",
    "@prisma/client",
    "@prisma/adapter-pg",
  ],
};

export default config;

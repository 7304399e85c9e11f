/** Version of the agent, the one of agent/package.json (a test compares them). */
export const AGENT_VERSION = "0.1.0";

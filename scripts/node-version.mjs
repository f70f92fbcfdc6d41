// Says so clearly when Node is too old. Written so that even a very old Node can read it: nothing here is newer than 2018.

const oldest = { major: 20, minor: 19 };

/** Ends the process with a message unless Node is at least 20.19. Call it before anything else is imported. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldest.major || (major === oldest.major && minor >= oldest.minor)) return;
  console.error(
    `Drydock needs Node ${oldest.major}.${oldest.minor} or newer, and this is Node ${process.versions.node}.
Get a newer one from https://nodejs.org and run the same command again.`,
  );
  process.exit(1);
}

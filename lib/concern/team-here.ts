/** Whether this browser profile is one of the safeguarding team's. Without Dexie: the popup asks, and it is to open at once. */
export const DATABASE_NAME = 'kerb-safeguarding'

/** True once the team's page has been opened here. */
export async function isTeamHere(): Promise<boolean> {
  return (await indexedDB.databases()).some(({ name }) => name === DATABASE_NAME)
}

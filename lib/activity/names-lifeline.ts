/** Whether a text gives a lifeline away. A helpline leaves no trace: not in a path, a title or a search either. */

/** A name this short is also a word (`mind`, `beat`); only the whole host gives the lifeline away then. */
const SHORTEST_NAME = 6
/** The host is a name and a suffix, with nothing else in between that could be an everyday word. */
const NAMED = /^(?:www\.)?([a-z0-9-]+)\.(?:[a-z]{2,10}|(?:org|co|ac|gov|nhs|sch)\.uk)$/

const plain = (text: string): string => {
  const lower = text.toLowerCase().normalize('NFKC')
  try {
    return decodeURIComponent(lower)
  } catch {
    return lower // A stray percent sign: read as it stands.
  }
}

/** @param hosts exact hosts of lifelines */
export function namesLifeline(text: string, hosts: readonly string[]): boolean {
  const said = plain(text)
  const letters = said.replace(/[^a-z0-9]/g, '')
  return hosts.some((host) => {
    const bare = host.replace(/^www\./, '')
    if (said.includes(bare)) return true
    const name = NAMED.exec(host)?.[1]?.replaceAll('-', '')
    return name !== undefined && name.length >= SHORTEST_NAME && letters.includes(name)
  })
}

/** Engines under other names, as shells ship them: every identifier, path and key replaced, decoys added. */

/** What stands in engines' files, and may be replaced anywhere in them without breaking them. */
const WORDS = [
  '__uv$config',
  'UVServiceWorker',
  'UVClient',
  'Ultraviolet',
  '__uv',
  'uv.bundle.js',
  'uv.handler.js',
  'uv.client.js',
  'uv.config.js',
  'uv.sw.js',
  'bare-mux-path',
  'bare-mux',
  'BareMux',
  'baremux',
  'scramjet',
  'Scramjet',
  'epoxy',
  'libcurl',
]

/** One disguise: the same words become the same names in all files of a site. */
export type Disguise = (text: string) => string
export const plain: Disguise = (text) => text

/** @param salt another one gives other names */
export const renamed = (salt: number): Disguise => replacing(WORDS, salt)
/** Only the files' own names. */
export const renamedFiles = (salt: number): Disguise =>
  replacing(
    WORDS.filter((word) => word.endsWith('.js')),
    salt,
  )

function replacing(words: readonly string[], salt: number): Disguise {
  const names = new Map(words.map((word, index) => [word, nameFor(word, salt * 100 + index)]))
  return (text) => {
    let out = text
    for (const [word, name] of names) out = out.replaceAll(word, name)
    return out
  }
}

const SYLLABLES = ['ka', 'lo', 'mi', 'ta', 're', 'su', 'no', 'vi', 'pe', 'du', 'ga', 'zo']
function nameFor(word: string, number: number): string {
  let rest = number * 7919 + 104_729
  let name = ''
  for (let index = 0; index < 4; index++) {
    name += SYLLABLES[rest % SYLLABLES.length] ?? 'ka'
    rest = Math.floor(rest / 5)
  }
  return word.endsWith('.js') ? `${name}${number}.js` : `${name}${number}`
}

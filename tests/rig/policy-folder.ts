/**
 * A browser's managed policies, in a folder of its own. Browsers read them from a fixed place below /etc; a private
 * mount lays our folder over that place for one process tree alone, so several differently managed browsers run
 * side by side and nothing on the machine changes. The folder can be rewritten while the browser runs.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type Policies = Record<string, unknown>

/** Root may mount; others get a user namespace in which they may. */
const NAMESPACE = process.getuid?.() === 0 ? ['-m'] : ['-Urm']

/** Why this machine cannot give a browser its own policies, or null when it can. */
export function whyNotManaged(): string | null {
  if (process.platform !== 'linux') return `A private policy folder needs Linux; this is ${process.platform}`
  const tried = spawnSync('unshare', [...NAMESPACE, 'true'], { encoding: 'utf8' })
  if (tried.status === 0) return null
  return `A private mount is refused here (unshare ${NAMESPACE.join(' ')}): ${tried.stderr || tried.error?.message}`
}

export interface PolicyFolder {
  /** The browser's command line, wrapped so that it sees this folder. */
  wrap(command: string, args: readonly string[]): { command: string; args: string[] }
  /** Replaces all policies. A running browser notices within about five seconds. */
  write(policies: Policies): void
}

/**
 * @param stage an empty folder of ours
 * @param brand the browser's folder below /etc, for example `chromium`
 */
export function policyFolder(stage: string, brand: string): PolicyFolder {
  const target = join('/etc', brand)
  const mounts = existsSync(target) ? overBrandFolder(stage, target) : overEtc(stage, brand)
  mkdirSync(mounts.managed, { recursive: true })
  // The browser ends when the process that asked for it does, however that one ends.
  const script = `set -e; ${mounts.script}; shift 3; exec setpriv --pdeathsig KILL "$@"`
  return {
    wrap: (command, args) => ({
      command: 'unshare',
      args: [
        ...NAMESPACE,
        'sh',
        '-c',
        script,
        'sh',
        mounts.over,
        mounts.target,
        mounts.real,
        command,
        ...args,
      ],
    }),
    write: (policies) => {
      // Written beside and renamed: the browser never reads half a file.
      const draft = join(stage, 'draft.json')
      writeFileSync(draft, JSON.stringify(policies, null, 2))
      renameSync(draft, join(mounts.managed, 'kerb-test.json'))
    },
  }
}

/** The usual case: the browser has its folder; ours has the same content, but its own policies. */
function overBrandFolder(stage: string, target: string) {
  const over = join(stage, 'brand')
  mkdirSync(over)
  for (const entry of readdirSync(target).filter((name) => name !== 'policies')) {
    cpSync(join(target, entry), join(over, entry), { recursive: true, dereference: true })
  }
  return {
    over,
    target,
    real: '-',
    managed: join(over, 'policies/managed'),
    script: 'mount --bind "$1" "$2"',
  }
}

/** The browser's folder is missing: lay a private /etc over the real one, whose entries it links to. */
function overEtc(stage: string, brand: string) {
  const over = join(stage, 'etc')
  const real = join(stage, 'real-etc')
  mkdirSync(real)
  const own = brand.split('/')[0] ?? brand
  linkEntries('/etc', real, over, own)
  if (dirname(brand) !== '.')
    linkEntries(join('/etc', own), join(real, own), join(over, own), brand.split('/')[1])
  const managed = join(over, brand, 'policies/managed')
  return { over, target: '/etc', real, managed, script: 'mount --rbind /etc "$3"; mount --bind "$1" "$2"' }
}

function linkEntries(source: string, seen: string, into: string, except: string | undefined): void {
  mkdirSync(into, { recursive: true })
  if (!existsSync(source)) return
  for (const entry of readdirSync(source)) {
    if (entry !== except) symlinkSync(join(seen, entry), join(into, entry))
  }
}

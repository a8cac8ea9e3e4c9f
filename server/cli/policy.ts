/**
 * `npm run policy -- <what>`: checks, compares and publishes the policy and the lists, and looks after the keys
 * that sign them.
 */
import { readFileSync } from 'node:fs'
import { describeChange } from '../../lib/policy/compare.ts'
import { note } from '../db/audit.ts'
import { checkAndPublish, checkLists, checkPolicy, policyChanges } from '../documents/check.ts'
import { history } from '../documents/documents.ts'
import { beginEpoch } from '../documents/new-epoch.ts'
import { SealKeys } from '../keys/seal-key.ts'
import { SigningKeys } from '../keys/signing.ts'
import { type Command, CommandError, run, say } from './run.ts'

const USAGE = `npm run policy -- check <file>          is this policy in order?
npm run policy -- diff <file>           what would publishing it change?
npm run policy -- publish <file> [why]  publish it: devices take it within a minute
npm run policy -- check-lists <file>    the same for category lists
npm run policy -- publish-lists <file> [why]
npm run policy -- history               what was published, and when
npm run policy -- keys                  the public keys for managed configuration
npm run policy -- rotate-key            start a new signing key, signed by the present one
npm run policy -- rotate-seal-key       start a new key for devices to seal their rows to
npm run policy -- new-epoch             after a backup was restored: publish again, above everything before`

type Work = (command: Command, rest: readonly string[]) => Promise<void>

function readFile(file: string | undefined): unknown {
  if (!file) throw new CommandError(USAGE)
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    throw new CommandError(`${file} cannot be read`)
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new CommandError(`${file} is not JSON: ${(error as Error).message}`)
  }
}

function orProblems<T extends { ok: boolean }>(checked: T | { ok: false; problems: readonly string[] }) {
  if ('problems' in checked) throw new CommandError(checked.problems.join('\n'))
  return checked as Extract<T, { ok: true }>
}

const publishFile =
  (kind: 'policy' | 'lists'): Work =>
  async ({ db, vault }, [file, ...why]) => {
    const by = { actor: 'command', note: why.join(' ') }
    const { published, remarks } = orProblems(await checkAndPublish(db, vault, kind, readFile(file), by))
    for (const remark of remarks) say(remark)
    say(`Published ${kind} ${published.version.epoch}.${published.version.number}.`)
  }

const WORK: Readonly<Record<string, Work>> = {
  async check(_command, [file]) {
    orProblems(checkPolicy(readFile(file)))
    say('The policy is in order.')
  },
  async diff({ db, vault }, [file]) {
    const { document } = orProblems(checkPolicy(readFile(file)))
    const changes = await policyChanges(db, vault, document)
    if (changes === 'first') say('Nothing is published yet: everything in it would be new.')
    else if (changes.length === 0) say('No change.')
    else for (const change of changes) say(describeChange(change))
  },
  publish: publishFile('policy'),
  async 'check-lists'({ db, vault }, [file]) {
    const { remarks } = orProblems(await checkLists(db, vault, readFile(file)))
    for (const remark of remarks) say(remark)
    say('The lists are in order.')
  },
  'publish-lists': publishFile('lists'),
  async history({ db, vault }) {
    for (const kind of ['policy', 'lists'] as const) {
      for (const one of await history(db, vault, kind, 20)) {
        const when = new Date(one.published).toISOString()
        say(`${kind} ${one.epoch}.${one.number}  ${when}  by ${one.published_by}  ${one.note}`.trimEnd())
      }
    }
  },
  async keys({ environment }) {
    say(await new SigningKeys(environment.keysDir).pinned())
    say(await new SealKeys(environment.keysDir).pinned())
  },
  async 'rotate-key'({ environment, db }) {
    const keys = new SigningKeys(environment.keysDir)
    await keys.current()
    await keys.rotate()
    const pinned = await keys.pinned()
    await note(db, 'command', 'rotate-signing-key', pinned)
    say('A new key signs from now on. Devices that know the old one take it by themselves; add it to managed')
    say('configuration beside the old one, and take the old one out when every device has been seen:')
    say(pinned)
  },
  async 'rotate-seal-key'({ environment, db }) {
    const { pinned } = await new SealKeys(environment.keysDir).rotate()
    await note(db, 'command', 'rotate-seal-key', pinned)
    say(
      'The server opens what is sealed to the new key from now on, and to every older one that is in its folder.',
    )
    say(
      'Add the new line to managed configuration below the old one: devices seal to the last. Copy the new file',
    )
    say('to where you keep the keys. When the old one may go: docs/server.md.')
    say(pinned)
  },
  async 'new-epoch'({ environment, db, vault }) {
    const { epoch, published } = await beginEpoch({ db, vault, keysDir: environment.keysDir }, 'command')
    say(`Epoch ${epoch} has begun: devices send again what this database does not have.`)
    for (const { what, version } of published) say(`Published ${what} ${version.epoch}.${version.number}.`)
  },
}

await run(async (command, [what, ...rest]) => {
  const work = WORK[what ?? '']
  if (!work) throw new CommandError(USAGE)
  await work(command, rest)
})

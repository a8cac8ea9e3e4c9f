/** `npm run enrol -- <what>`: tokens, the list of expected devices, windows and single decisions, from a shell. */
import { readFileSync } from 'node:fs'
import { note } from '../db/audit.ts'
import { decideByHand } from '../enrolment/decide.ts'
import { addExpected, type ExpectedDevice, removeExpected } from '../enrolment/expected.ts'
import { findInstallation } from '../enrolment/installations.ts'
import { createToken, listTokens, registerToken, revokeToken } from '../enrolment/tokens.ts'
import { closeWindow, openWindow } from '../enrolment/windows.ts'
import { type Command, CommandError, run, say } from './run.ts'

const USAGE = `npm run enrol -- token <label> [days]      make an enrolment token; it is shown once
npm run enrol -- register <token> <label>  register a token that managed values carry already
npm run enrol -- tokens                    list tokens
npm run enrol -- revoke <id>               revoke a token
npm run enrol -- expect <file>             add expected devices: one id a line, "directory <id>" or "asset <id>"
npm run enrol -- unexpect <id>             take a device off that list, by its directory or asset id
npm run enrol -- window <most> <minutes>   confirm up to <most> installations as they ask
npm run enrol -- close                     close the window
npm run enrol -- waiting                   list who waits or is held
npm run enrol -- confirm <installation>    confirm one
npm run enrol -- refuse <installation>     refuse one`

type Work = (command: Command, rest: readonly string[]) => Promise<void>

const wholeNumber = (text: string | undefined, what: string): number => {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1) throw new CommandError(`${what}: give a whole number above 0`)
  return number
}

function readExpected(file: string | undefined): ExpectedDevice[] {
  if (!file) throw new CommandError(USAGE)
  const lines = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.trim())
  return lines.flatMap((line, i) => {
    if (line === '' || line.startsWith('#')) return []
    const [, kind, value] = /^(directory|asset)\s+(\S.{0,199})$/.exec(line) ?? []
    if (!value) throw new CommandError(`${file}, line ${i + 1}: write "directory <id>" or "asset <id>"`)
    return [{ kind: kind as ExpectedDevice['kind'], value }]
  })
}

const decide =
  (state: 'confirmed' | 'refused'): Work =>
  async ({ db }, [installation]) => {
    const found = installation ? await findInstallation(db, installation) : undefined
    if (!found) throw new CommandError('There is no such installation.')
    await decideByHand(db, found, { state, reason: 'command' }, Date.now())
    await note(db, 'command', `enrolment-${state}`, found.installation)
    say(`${found.installation} is ${state}.`)
  }

const WORK: Readonly<Record<string, Work>> = {
  async token({ db }, [label, days]) {
    if (!label) throw new CommandError(USAGE)
    const expires = days === undefined ? null : Date.now() + wholeNumber(days, 'days') * 86_400_000
    const { id, token } = await createToken(db, label, expires)
    await note(db, 'command', 'token-create', String(id))
    say(token)
  },
  async register({ db }, [token, label]) {
    if (!token || token.length < 16) throw new CommandError('A token must have at least 16 characters.')
    const id = await registerToken(db, token, label ?? 'registered', null)
    await note(db, 'command', 'token-register', String(id))
    say(`Token ${id} is registered.`)
  },
  async tokens({ db }) {
    for (const t of await listTokens(db)) {
      const state =
        t.revoked !== null ? 'revoked' : t.expires !== null && t.expires < Date.now() ? 'expired' : 'active'
      say(`${t.id}  ${t.hint}…  ${state}  used ${t.uses} times  ${t.label}`)
    }
  },
  async revoke({ db }, [id]) {
    const number = wholeNumber(id, 'id')
    if (!(await revokeToken(db, number, Date.now()))) throw new CommandError('There is no such active token.')
    await note(db, 'command', 'token-revoke', String(number))
    say('Revoked: nobody new can ask with it.')
  },
  async expect({ db }, [file]) {
    const added = await addExpected(db, readExpected(file), Date.now())
    await note(db, 'command', 'expected-add', String(added))
    say(`${added} devices added.`)
  },
  async unexpect({ db }, [id]) {
    if (!id) throw new CommandError(USAGE)
    if (!(await removeExpected(db, id)))
      throw new CommandError(`${id} is not on the list of expected devices.`)
    await note(db, 'command', 'expected-remove', id)
    say('Taken off the list. What was confirmed through it stays confirmed: refuse that by its own code.')
  },
  async window({ db }, [most, minutes]) {
    const now = Date.now()
    const id = await openWindow(
      db,
      wholeNumber(most, 'most'),
      now + wholeNumber(minutes, 'minutes') * 60_000,
      now,
    )
    await note(db, 'command', 'window-open', String(id))
    say(`Window ${id} is open.`)
  },
  async close({ db }) {
    if (!(await closeWindow(db, 'command', Date.now()))) throw new CommandError('No window is open.')
    await note(db, 'command', 'window-close', '')
    say('Closed.')
  },
  async waiting({ db }) {
    const rows = await db
      .selectFrom('installations')
      .select(['installation', 'state', 'state_reason', 'directory_id', 'asset_id', 'first_seen'])
      .where('state', 'in', ['waiting', 'held'])
      .orderBy('first_seen')
      .limit(200)
      .execute()
    for (const r of rows) {
      const device = r.directory_id ?? r.asset_id ?? 'no device id'
      say(
        `${r.installation}  ${r.state} (${r.state_reason})  ${device}  ${new Date(r.first_seen).toISOString()}`,
      )
    }
  },
  confirm: decide('confirmed'),
  refuse: decide('refused'),
}

await run(async (command, [what, ...rest]) => {
  const work = WORK[what ?? '']
  if (!work) throw new CommandError(USAGE)
  await work(command, rest)
})

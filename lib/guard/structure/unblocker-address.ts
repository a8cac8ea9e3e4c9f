/** What the address of a page and of its frames carries, and what its worker has to do with it. */
import { parts } from './carried.ts'
import type { Carried } from './carried.ts'
import type { Facts } from './facts.ts'
import type { Seen } from './judge.ts'
import { isAddress } from '../../hosts/public-suffixes.ts'
import type { UNBLOCKER } from './table.ts'

export type UnblockerSign = Seen<keyof typeof UNBLOCKER>

/** Loopback and private networks: a school's own machines have no names at times. */
const PRIVATE = /^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|\[::1\]|\[f[cde])/
const SESSION = /\/(?:[0-9a-f]{20,}|[\w-]*\d[\w-]{18,})\/$/i
const LEAST_OPAQUE = 24

export function addressSigns(facts: Facts): UnblockerSign[] {
  const { carried, framed, around } = facts
  const seen: UnblockerSign[] = []
  if (carried) seen.push(...carriedSigns(carried))
  else if (isOpaqueUnderWorker(facts)) seen.push({ sign: 'opaque-path' })
  if (framed && (framed.where === 'path' || !framed.isPlain))
    seen.push({ sign: 'carried-frame', detail: framed.host })
  if (isAddress(around.host) && !PRIVATE.test(around.host))
    seen.push({ sign: 'numbered-host', detail: around.host })
  return seen
}

function carriedSigns(carried: Carried): UnblockerSign[] {
  return /__cpo=$/i.test(carried.prefix)
    ? [
        { sign: 'carried-origin', detail: carried.host },
        { sign: 'engine-name', detail: '__cpo' },
      ]
    : [carriedSign(carried)]
}

function carriedSign({ host, isPlain, where, prefix }: Carried): UnblockerSign {
  if (where === 'path') {
    if (!isPlain) return { sign: 'carried-hidden', detail: host }
    return { sign: SESSION.test(prefix) ? 'session-path' : 'carried-path', detail: host }
  }
  if (isPlain) return { sign: 'carried-query', detail: host }
  return { sign: where === 'query' ? 'carried-hidden-query' : 'carried-hidden', detail: host }
}

/** The folders that its workers answer for, but for the whole host. */
const scopes = ({ signals }: Facts): string[] =>
  signals.storage.workers.map(({ scope }) => parts(scope).path).filter((path) => path.length > 1)

/**
 * A page is answered by a worker, and its path hides an address, or carries one right below the worker's own folder:
 * a reader of feeds that works offline answers for its whole host.
 */
export function isWorkersFolder(facts: Facts): boolean {
  const { carried, signals } = facts
  if (carried === null || carried.where !== 'path' || !signals.storage.controlled) return false
  return (
    !carried.isPlain ||
    scopes(facts).some((scope) => carried.prefix === scope || carried.prefix.startsWith(scope))
  )
}

/** A worker for a folder that the page which registered it does not lie in. */
export const workerElsewhere = (facts: Facts): string | undefined =>
  scopes(facts).find((scope) => !facts.path.startsWith(scope))

/** One long piece that says nothing, right below the worker's folder: an address in a code that we cannot read. */
function isOpaqueUnderWorker(facts: Facts): boolean {
  if (!facts.signals.storage.controlled) return false
  const { path } = facts
  const scope = scopes(facts).find((folder) => path.startsWith(folder))
  if (scope === undefined) return false
  const piece = path.slice(scope.length).replace(/^\/+/, '').split('/', 1)[0] ?? ''
  return piece.length >= LEAST_OPAQUE && isOpaque(piece)
}

/** Letters of both cases and digits or signs in no order; words with hyphens change between them seldom. */
export function isOpaque(piece: string): boolean {
  const plain = piece.replace(/%[0-9a-f]{2}/gi, '~')
  const changes = plain.match(/[a-z](?=[A-Z0-9~])|[A-Z](?=[0-9~])|[0-9](?=[a-zA-Z~])|~(?=\w)/g)?.length ?? 0
  return changes * 4 >= plain.length
}

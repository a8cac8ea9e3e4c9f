/** Fetches a list from its address into a file: bounded, and never from where the server must not reach. */
import { createHash } from 'node:crypto'
import { lookup as resolve } from 'node:dns'
import { createWriteStream } from 'node:fs'
import { request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { type BlockList, isIP, type LookupFunction } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../errors.ts'
import { LONGEST_FETCH, MOST_FETCHED, MOST_REDIRECTS, STALL } from './limits.ts'
import { needReachable, readAddress } from './reach.ts'

export interface Tags {
  readonly etag: string | null
  readonly modified: string | null
}

export interface DownloadJob {
  readonly address: string
  /** Of what is here already. */
  readonly tags: Tags
  readonly mirrors: BlockList | null
  /** Written anew. */
  readonly file: string
  readonly most?: number
  readonly stall?: number
}

export type Downloaded =
  | { readonly state: 'same' }
  | { readonly state: 'new'; readonly bytes: number; readonly digest: string; readonly tags: Tags }

/** Rejects with a Refusal (422 or 502) that says what was wrong. */
export async function download(job: DownloadJob): Promise<Downloaded> {
  const patience = AbortSignal.timeout(LONGEST_FETCH)
  let url = readAddress(job.address)
  let where: 'public' | 'mirror' | null = null
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const reached = await get(url, job, where !== 'public', patience)
    where = reached.where
    const { response } = reached
    const { statusCode: status = 0, headers } = response
    if (status >= 300 && status < 400 && status !== 304 && headers.location !== undefined) {
      response.destroy()
      url = readAddress(new URL(headers.location, url).href)
      continue
    }
    if (status === 200) return save(response, job)
    response.destroy()
    if (status === 304 && (job.tags.etag ?? job.tags.modified) !== null) return { state: 'same' }
    throw new Refusal(502, 'list-status', `${url.hostname} answered ${status} instead of the list.`)
  }
  throw new Refusal(502, 'list-redirects', 'It is sent on from address to address, without an end.')
}

type Reached = { readonly response: IncomingMessage; readonly where: 'public' | 'mirror' }

/** The machine is judged when its name was resolved, and that very address is spoken to. */
function get(url: URL, job: DownloadJob, mayBeMirror: boolean, signal: AbortSignal): Promise<Reached> {
  const { etag, modified } = job.tags
  let where: Reached['where'] = 'public'
  const judge = (address: string): void => {
    where = needReachable(url, address, job.mirrors, mayBeMirror)
  }
  const lookup: LookupFunction = (name, options, done) => {
    resolve(name, { ...options, all: true }, (error, found) => {
      const first = found?.[0]
      if (error || !first) done(error ?? new Error('no address'), '', 4)
      else {
        try {
          // All of them: which one is spoken to is chosen later.
          for (const { address } of found) judge(address)
          if (options.all === true) done(null, found)
          else done(null, first.address, first.family)
        } catch (refusal) {
          done(refusal as Error, '', 4)
        }
      }
    })
  }
  const options: RequestOptions = {
    lookup,
    signal,
    agent: false,
    headers: {
      'User-Agent': 'Kerb school server',
      Accept: '*/*',
      'Accept-Encoding': 'gzip, identity',
      ...(etag !== null && { 'If-None-Match': etag }),
      ...(modified !== null && { 'If-Modified-Since': modified }),
    },
  }
  return new Promise((done, failed) => {
    const fail = (error: unknown): void => failed(inWords(error, url))
    const host = url.hostname.replace(/^\[|\]$/g, '')
    try {
      // A number is not looked up.
      if (isIP(host) !== 0) judge(host)
    } catch (refusal) {
      failed(refusal)
      return
    }
    const send = url.protocol === 'https:' ? tlsRequest : plainRequest
    const request = send(url, options, (response) => done({ response, where }))
    request.setTimeout(job.stall ?? STALL, () => request.destroy(stalled(url)))
    request.on('error', fail)
    request.end()
  })
}

async function save(response: IncomingMessage, job: DownloadJob): Promise<Downloaded> {
  const most = job.most ?? MOST_FETCHED
  const hash = createHash('sha256')
  let bytes = 0
  const count = async function* (pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      bytes += piece.length
      if (bytes > most)
        throw new Refusal(502, 'list-too-large', `It is larger than ${Math.round(most / 1024 / 1024)} MiB.`)
      hash.update(piece)
      yield piece
    }
  }
  const { headers } = response
  try {
    // An answer that ends before its length, or without its last chunk, rejects here.
    await pipeline(response, count, createWriteStream(job.file, { flags: 'wx', mode: 0o600 }))
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(502, 'list-half', 'The download was broken off; it will be tried again.')
  }
  const tags = { etag: headers.etag ?? null, modified: headers['last-modified'] ?? null }
  return { state: 'new', bytes, digest: hash.digest('hex'), tags }
}

const stalled = (url: URL): Refusal => new Refusal(502, 'list-stalled', `${url.hostname} stopped answering.`)

/** Codes alone, and the host: what a server says is not repeated. */
function inWords(error: unknown, url: URL): Refusal {
  if (error instanceof Refusal) return error
  const { code } = error as { code?: unknown }
  const why = typeof code === 'string' ? code : 'no connection'
  return new Refusal(502, 'list-unreachable', `${url.hostname} cannot be reached (${why}).`)
}

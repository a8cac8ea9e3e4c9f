/** Workers, files, headers and what is left in storage: the machinery of an engine. */
import { carriedIn, parts, siteOf } from './carried.ts'
import type { Facts } from './facts.ts'
import { isWorkersFolder, workerElsewhere } from './unblocker-address.ts'
import type { UnblockerSign } from './unblocker-address.ts'

/** Names of files as their makers publish them: changed by many, but not by all. */
const ENGINE_FILE =
  /(?:^|[/.])(?:uv\.(?:bundle|handler|client|sw|config)|scramjet(?:\.[a-z]+)*|bare-?mux|epoxy(?:-transport|-bundled)?|libcurl(?:_full|-transport)?|rammerhead|(?:task|worker-|transport-worker-)?hammerhead|wisp-(?:client|full)[\w-]*|corrosion|womginx|dynamic\.(?:config|worker|handler)|meteor\.(?:bundle|config)|eclipse\.(?:codecs|config))\.(?:m?js|cjs|wasm)|\/(?:bare\/v[1-3]|wisp)\/?(?:$|\?)|\/(?:baremux|uv|scram|scramjet|epoxy|libcurl)\/[\w.-]+\.m?js/i
const ENGINE_NAME =
  /^_{0,2}\$?(?:uv(?:\$.*|config)?|__uv.*|ultraviolet\w*|UVClient|UVServiceWorker|scramjet\w*|\$scramjet\w*|BareMux\w*|bareMux\w*|EpoxyTransport|EpoxyClient|LibcurlClient|libcurl|rammerhead\w*|hammerhead|%hammerhead%|__dynamic\w*|__corrosion\w*|__get\$|__set\$|__call\$|__proc\w*\$)$/
const ENGINE_STORAGE =
  /^(?:__op|\$scramjet|__uv.*|bare-mux-path|bare(?:mux)?[-_]?(?:path|transport|server)|wisp[-_]?(?:url|server)?|proxy[-_]?(?:url|server|engine|type)|rammerhead_?\w*|_rhs\w*|hammerhead\|.*|.*\|hammerhead\|.*|uv\$?[-_]?config|__cpo?s?\w*)$/i
/** `host@key`, `https://host@database`, `host|key`: kept apart by the host that the page believes to be. */
const KEPT_APART = /^(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,}|localhost)(?::\d+)?[@|]/i

export function engineSigns(facts: Facts): UnblockerSign[] {
  return [...workerSigns(facts), ...namedSigns(facts), ...headerSigns(facts), ...storageSigns(facts)]
}

function workerSigns(facts: Facts): UnblockerSign[] {
  const { acts, storage } = facts.signals
  const seen: UnblockerSign[] = []
  const [scope] = storage.workers.map((worker) => parts(worker.scope).path)
  if (isWorkersFolder(facts)) seen.push({ sign: 'worker-carries', detail: scope })
  else if (storage.controlled && facts.isUnknown)
    seen.push({ sign: isFolder(scope) ? 'worker-folder' : 'worker-controls', detail: scope })
  if (facts.hasWorker && acts.sharedWorkers > 0 && facts.isUnknown)
    seen.push({ sign: acts.wasm > 0 ? 'engine-workers' : 'two-workers' })
  const elsewhere = workerElsewhere(facts)
  if (elsewhere !== undefined) seen.push({ sign: 'worker-elsewhere', detail: elsewhere })
  return seen
}

const isFolder = (scope: string | undefined): boolean => scope !== undefined && scope.length > 1

function namedSigns({ signals, around, files, relayed }: Facts): UnblockerSign[] {
  const seen: UnblockerSign[] = []
  const scripts = [
    ...files,
    ...around.network.workerScripts,
    ...around.network.sockets,
    ...signals.storage.workers.map(({ script }) => script),
  ]
  const file = scripts.find((url) => ENGINE_FILE.test(url))
  if (file !== undefined) seen.push({ sign: 'engine-file', detail: parts(file).path })
  const name = signals.acts.globals.find((global) => ENGINE_NAME.test(global))
  if (name !== undefined) seen.push({ sign: 'engine-name', detail: name })
  const [first] = relayed
  if (first !== undefined) seen.push({ sign: 'relay-fetch', detail: first.host })
  return seen
}

function headerSigns({ around }: Facts): UnblockerSign[] {
  const { engineHeaders, seenServer } = around.network
  const bare = engineHeaders.find((name) => /^x-bare-/i.test(name))
  const seen: UnblockerSign[] = []
  if (bare !== undefined) seen.push({ sign: 'bare-header', detail: bare })
  else if (engineHeaders.length > 0) seen.push({ sign: 'relay-header', detail: engineHeaders.join(', ') })
  if (seenServer) seen.push({ sign: 'engine-server' })
  return seen
}

function storageSigns({ signals, site }: Facts): UnblockerSign[] {
  const { databases, keys, caches } = signals.storage
  const seen: UnblockerSign[] = []
  const hosts = [...databases, ...keys]
    .map((name) => KEPT_APART.exec(name)?.[1]?.toLowerCase() ?? '')
    .filter((host) => host !== '' && siteOf(host) !== site)
  if (hosts.length > 0) seen.push({ sign: 'foreign-storage', detail: hosts[0] })
  else {
    const carried = databases.map((name) => carriedIn(`/${name}`, site)).find((one) => one && !one.isPlain)
    if (carried) seen.push({ sign: 'foreign-storage', detail: carried.host })
  }
  const named = [...databases, ...keys, ...caches].find((name) => ENGINE_STORAGE.test(name))
  if (named !== undefined) seen.push({ sign: 'engine-storage', detail: named.slice(0, 40) })
  return seen
}

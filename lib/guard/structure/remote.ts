/** A browser or a whole computer that runs elsewhere, or inside the page, and is only looked at here. */
import { parts, siteOf } from './carried.ts'
import { isMadeUrl } from './facts.ts'
import type { Facts } from './facts.ts'
import type { UnblockerSign } from './unblocker-address.ts'

const FILLS = 0.6
const FEW_CONTROLS = 6
/** Characters that say nothing. */
const BARE = 60
/** Frames a second: what is drawn when a picture comes has no clock of its own. */
const STILL = 5
/** Remote desktops keep the names of what they speak. */
const CLIENT =
  /novnc|\/(?:rfb|vnc(?:_lite|_auto)?)(?:\.m?js|\.html)|websockify|guacamole|guac(?:-common)?[./]|kasm(?:vnc|web)?|\/neko\b|selkies|xpra|apache-guac|rdp(?:\.js|-client)|spice-html5|browserbox|hyperbeam|webtop|\/tunnel\?(?:connect|read|write)/i
/** Firmware and disks of a whole computer. */
const FIRMWARE =
  /(?:sea|vga|open|bochs)_?bios|ovmf|bios[\w-]*\.bin|vgabios|bzimage|vmlinuz|initrd|libv86|v86(?:-fallback)?\.(?:wasm|js)/i
const DISK =
  /\.(?:iso|img|qcow2?|vmdk|vhd|hdd|ext2|bin\.zst|img\.zst|state(?:\.zst|\.bin)?|9p|squashfs)(?:$|[?#])/i

export function remoteSigns(facts: Facts): UnblockerSign[] {
  const { signals, around } = facts
  const { acts, canvas, video, inputs } = signals
  const addresses = [...facts.files, ...around.network.sockets]
  const seen: UnblockerSign[] = []
  const client = addresses.find((url) => CLIENT.test(url))
  if (client !== undefined) seen.push({ sign: 'remote-client', detail: parts(client).path })
  const image = addresses.find((url) => FIRMWARE.test(url) || DISK.test(url))
  if (image !== undefined && acts.wasm > 0) seen.push({ sign: 'computer-image', detail: parts(image).path })

  // A canvas of a known client may be sized by the client itself, after it was looked at.
  const isNamed = image !== undefined || client !== undefined
  const fills = Math.max(canvas.share, video.share) >= FILLS || (isNamed && canvas.count > 0)
  const steered = acts.keyListeners > 0 && (acts.pointerListeners > 0 || fills)
  const few = facts.isQuiet && inputs.controls + inputs.editors <= FEW_CONTROLS
  if (fills && few && steered) {
    if (acts.binarySockets > 0) {
      seen.push({ sign: 'remote-input', detail: 'socket' }, { sign: 'remote-view' })
      if (isAlone(facts)) seen.push({ sign: 'remote-alone' })
    } else if (isSteeredVideo(facts))
      seen.push({ sign: 'remote-input', detail: 'peer' }, { sign: 'remote-view' })
    else if (image !== undefined) seen.push({ sign: 'remote-view' })
    if (isComputer(facts)) seen.push({ sign: 'runs-computer' })
  }
  return [...seen, ...socketSigns(facts), ...writtenSigns(facts)]
}

/** A board to draw on has tools beside it, and a game moves by itself. */
const isAlone = ({ signals: { acts, inputs, labels, links, textLength } }: Facts): boolean =>
  textLength < BARE &&
  labels.length <= 1 &&
  links.count <= 1 &&
  inputs.controls + inputs.editors === 0 &&
  acts.animation < STILL

/** Firmware, a disk, and code that runs them. In an article or beside settings it is an exhibit, and not asked about. */
const isComputer = ({ files, signals: { acts } }: Facts): boolean =>
  acts.wasm > 0 && files.some((url) => FIRMWARE.test(url)) && files.some((url) => DISK.test(url))

/** A picture that comes from a peer and takes keys, and nobody's camera. */
const isSteeredVideo = ({ signals: { acts, video } }: Facts): boolean =>
  video.share >= FILLS && acts.peers > 0 && acts.dataChannels > 0 && acts.camera === 0

/** A page that came over an open line and was written into a frame: seen from the frame, and from the page around it. */
function writtenSigns({ signals, around, site, isMade }: Facts): UnblockerSign[] {
  const { acts, claims, frames } = signals
  const isFilled = frames.some(({ url, share }) => share >= FILLS && isMadeUrl(url))
  if (!isFilled && !(isMade && claims.some((host) => siteOf(host) !== site))) return []
  const { sockets, lines: direct } = around.network
  const lines = sockets.length + acts.dataChannels + acts.transports + direct.length
  const hasLine = lines > 0 && acts.camera === 0
  const seen: UnblockerSign[] = isFilled ? [{ sign: 'made-frame' }] : []
  return hasLine ? [...seen, { sign: 'open-line' }] : seen
}

function socketSigns({ signals, around, hasWorker }: Facts): UnblockerSign[] {
  const { acts } = signals
  const seen: UnblockerSign[] = []
  const ending = around.network.sockets.find((url) => parts(url).path.slice(1).endsWith('/'))
  if (ending !== undefined && acts.binarySockets > 0 && (acts.wasm > 0 || hasWorker))
    seen.push({ sign: 'relay-socket', detail: parts(ending).path })
  if (hasWorker && acts.dataChannels > 0 && acts.camera === 0) seen.push({ sign: 'tunnel-peer' })
  return seen
}

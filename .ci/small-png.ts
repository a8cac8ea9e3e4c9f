/** Makes a picture of a page small: its colours, of which there are few, become a palette. */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
const MOST = 256

/** @param png 8 bits a channel, with or without alpha, not interlaced: as Chromium writes it */
export function smallPng(png: Buffer): Buffer {
  const { width, height, pixels } = read(png)
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const palette = [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST)
    .map(([colour]) => colour)
  const places = new Map(palette.map((colour, at) => [colour, at]))
  const rows = Buffer.alloc((width + 1) * height)
  pixels.forEach((pixel, i) => {
    let at = places.get(pixel)
    if (at === undefined) places.set(pixel, (at = nearest(palette, pixel)))
    rows[Math.floor(i / width) * (width + 1) + 1 + (i % width)] = at
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(parts))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const parts = (colour: number): [number, number, number] => [colour >> 16, (colour >> 8) & 255, colour & 255]

function nearest(palette: readonly number[], colour: number): number {
  const [r, g, b] = parts(colour)
  let [best, least] = [0, Infinity]
  palette.forEach((one, at) => {
    const [x, y, z] = parts(one)
    const far = (x - r) ** 2 + (y - g) ** 2 + (z - b) ** 2
    if (far < least) [best, least] = [at, far]
  })
  return best
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** Every pixel as 0xRRGGBB; pages are never seen through. */
function read(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const data: Buffer[] = []
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at)
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(png.subarray(at + 8, at + 8 + length))
    at += length + 12
  }
  const [width, height, wide] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25] === 6 ? 4 : 3]
  const stride = width * wide
  const raw = inflateSync(Buffer.concat(data))
  const pixels = new Uint32Array(width * height)
  let above = Buffer.alloc(stride)
  for (let y = 0; y < height; y += 1) {
    const from = y * (stride + 1)
    const row = raw.subarray(from + 1, from + 1 + stride)
    unfilter(raw[from] ?? 0, row, above, wide)
    for (let x = 0; x < width; x += 1) pixels[y * width + x] = row.readUIntBE(x * wide, 3)
    above = row
  }
  return { width, height, pixels }
}

/** The five filters of PNG, undone in place. */
function unfilter(filter: number, row: Buffer, above: Buffer, wide: number): void {
  for (let i = 0; i < row.length; i += 1) {
    const left = i < wide ? 0 : (row[i - wide] ?? 0)
    const up = above[i] ?? 0
    const corner = i < wide ? 0 : (above[i - wide] ?? 0)
    const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0
    row[i] = ((row[i] ?? 0) + guess) & 255
  }
}

function paeth(left: number, up: number, corner: number): number {
  const all = left + up - corner
  const [a, b, c] = [Math.abs(all - left), Math.abs(all - up), Math.abs(all - corner)]
  if (a <= b && a <= c) return left
  return b <= c ? up : corner
}

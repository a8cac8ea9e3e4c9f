/**
 * What the script beside a page sends of a document: its markup as the browser writes it, and what markup does not say. It is
 * read in the worker (lib/guard/markup), so that a page's own thread does little more than have it written down. A page's
 * process may lie: it can only make itself look worse, or hide; nothing here opens anything.
 */
import { z } from '../zod.ts'
import { signalsSchema, WHENS } from './signals.ts'

const text = (most: number) => z.string().check(z.maxLength(most))
const count = z.int().check(z.minimum(0), z.maximum(1_000_000))
const { frames, canvas, video, resources, storage } = signalsSchema.shape

export const pictureSchema = z.object({
  when: z.enum(WHENS),
  top: z.boolean(),
  /** Of its content: `text/html`. */
  type: text(100),
  /** As the document has it: `about:blank` and `blob:` too. */
  url: text(8_192),
  /** What its addresses are relative to. */
  base: text(8_192),
  /** With how much care it was looked at; `all`: nothing was left out but what there was no room for. */
  care: z.enum(['usual', 'closer', 'all']),
  /** As XML. Empty where it has only been asked whether it is wanted. */
  html: text(1_600_000),
  /** Where in it what was cut off begins and ends: nothing that is open there reaches further. */
  cuts: z
    .array(z.object({ from: z.int().check(z.minimum(0)), to: z.int().check(z.minimum(0)) }))
    .check(z.maxLength(3)),
  /** What stands in shadow roots. */
  roots: z.array(text(1_600_000)).check(z.maxLength(40)),
  /** Nothing was left out of the markup but script, style and how it looks. */
  isWhole: z.boolean(),
  /** Elements of the document, as the browser counts them. */
  nodes: count,
  /** Of those that are in the markup, as the browser counts them. */
  written: count,
  /** Characters of script that were left out. */
  scripts: z.int().check(z.minimum(0)),
  canvas,
  video,
  frames,
  resources,
  storage,
  /** The answer from the page's own world (lib/guard/page/channel.ts); empty where there is none. */
  acts: text(60_000),
  pointerLock: count,
  fullscreen: count,
})
export type Picture = z.infer<typeof pictureSchema>

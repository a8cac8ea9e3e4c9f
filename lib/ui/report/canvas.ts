/** The picture's pixels: brought to the size that is kept, and painted over for good. */
import { BRUSH, type Dab, isSmallEnough, keptSize, QUALITIES } from '../../concern/picture.ts'

/** Draws a picture onto a canvas of the size that is kept. Rejects when it is none. */
export async function drawPicture(canvas: HTMLCanvasElement, dataUrl: string): Promise<void> {
  const image = new Image()
  image.src = dataUrl
  await image.decode()
  const { width, height } = keptSize({ width: image.naturalWidth, height: image.naturalHeight })
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.drawImage(image, 0, 0, width, height)
}

/** What is on the canvas, small enough to be sent; undefined when no quality makes it so. */
export const pictureOn = (canvas: HTMLCanvasElement): string | undefined =>
  QUALITIES.map((quality) => canvas.toDataURL('image/jpeg', quality)).find(isSmallEnough)

/** Covers discs of the picture. What was there is gone from the picture. */
export function cover(canvas: HTMLCanvasElement, dabs: readonly Dab[]): void {
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = '#000'
  for (const { x, y } of dabs) {
    context.beginPath()
    context.arc(x * canvas.width, y * canvas.height, BRUSH * canvas.width, 0, 2 * Math.PI)
    context.fill()
  }
}

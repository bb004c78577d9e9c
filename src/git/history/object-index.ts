/**
 * Object ids to consecutive numbers, in typed arrays: a Map of hex strings takes some 150 bytes a commit, this takes 28
 * to 44. Open addressing with linear probing; an object id is random already, so its first bytes are its hash.
 */
export class ObjectIndex {
  #ids = Buffer.alloc(0)
  #width = 20
  /** The id that is looked for: the longest that git has. */
  #wanted = Buffer.alloc(32)
  #slots = new Int32Array(1 << 12).fill(-1)
  size = 0

  /** The ids of `bytes`, `width` bytes each, numbered as they lie there. They are looked up where they are. */
  static of(bytes: Uint8Array<ArrayBuffer>, width: number): ObjectIndex {
    const index = new ObjectIndex()
    index.#width = width
    index.#ids = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    index.size = bytes.length / width
    let slots = index.#slots.length
    while (index.size * 2 > slots) slots *= 2
    index.#place(slots)
    return index
  }

  /** How many bytes an id has. */
  get width(): number {
    return this.#width
  }

  /** All ids, one behind the other. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return this.#ids.subarray(0, this.size * this.#width)
  }

  /** The number of `id`, given the next one if it is new. */
  add(id: string): number {
    if (this.size === 0) this.#width = id.length / 2
    if ((this.size + 1) * 2 > this.#slots.length) this.#place(this.#slots.length * 2)
    const slot = this.#find(id)
    if (this.#slots[slot] !== -1) return this.#slots[slot]!
    const end = (this.size + 1) * this.#width
    if (end > this.#ids.length) {
      const wider = Buffer.alloc(Math.max(64 * 1024, end, this.#ids.length * 2))
      this.#ids.copy(wider)
      this.#ids = wider
    }
    this.#ids.write(id, this.size * this.#width, 'hex')
    this.#slots[slot] = this.size
    return this.size++
  }

  /** The number of `id`, -1 when it was never added. */
  find(id: string): number {
    return this.size === 0 || id.length !== this.#width * 2 ? -1 : this.#slots[this.#find(id)]!
  }

  /** The object id with this number, as hex. */
  id(number: number): string {
    return this.#ids.toString('hex', number * this.#width, (number + 1) * this.#width)
  }

  /** Some of these, numbered in the order given. */
  pick(numbers: readonly number[]): ObjectIndex {
    const ids = Buffer.alloc(numbers.length * this.#width)
    let end = 0
    for (const number of numbers) {
      const start = number * this.#width
      for (let byte = 0; byte < this.#width; byte++) ids[end++] = this.#ids[start + byte]!
    }
    return ObjectIndex.of(ids, this.#width)
  }

  /** The slot that holds `id`, or the free one where it belongs. */
  #find(id: string): number {
    const mask = this.#slots.length - 1
    const wanted = this.#wanted
    // What is no id is as the one that no object has, not as the one before it.
    if (wanted.write(id, 'hex') !== this.#width) wanted.fill(0)
    let slot = (wanted.readUInt32LE(0) & mask) >>> 0
    for (;;) {
      const number = this.#slots[slot]!
      if (number === -1) return slot
      const start = number * this.#width
      let same = 0
      while (same < this.#width && wanted[same] === this.#ids[start + same]) same++
      if (same === this.#width) return slot
      slot = (slot + 1) & mask
    }
  }

  #place(slotCount: number): void {
    const slots = new Int32Array(slotCount).fill(-1)
    const mask = slots.length - 1
    for (let number = 0; number < this.size; number++) {
      let slot = (this.#ids.readUInt32LE(number * this.#width) & mask) >>> 0
      while (slots[slot] !== -1) slot = (slot + 1) & mask
      slots[slot] = number
    }
    this.#slots = slots
  }
}

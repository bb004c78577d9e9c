/** Writes numbers as few bytes: small whole ones take one or two (LEB128), all others eight. */
export class ByteWriter {
  #bytes = new Uint8Array(1 << 16)
  #view = new DataView(this.#bytes.buffer)
  #length = 0

  /** @param value a whole number from 0 to 2^53. */
  whole(value: number): void {
    this.#reserve(8)
    let rest = value
    while (rest >= 0x80) {
      this.#bytes[this.#length++] = (rest % 0x80) + 0x80
      rest = Math.floor(rest / 0x80)
    }
    this.#bytes[this.#length++] = rest
  }

  /** To the last digit. */
  double(value: number): void {
    this.#reserve(8)
    this.#view.setFloat64(this.#length, value, true)
    this.#length += 8
  }

  text(value: string): void {
    this.bytes(new TextEncoder().encode(value))
  }

  bytes(value: Uint8Array): void {
    this.whole(value.length)
    this.#reserve(value.length)
    this.#bytes.set(value, this.#length)
    this.#length += value.length
  }

  /** For short ones that are many. */
  ascii(value: string): void {
    this.whole(value.length)
    this.#reserve(value.length)
    for (let at = 0; at < value.length; at++) this.#bytes[this.#length++] = value.charCodeAt(at)
  }

  finish(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + more))
    larger.set(this.#bytes)
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }
}

/** Reads what a ByteWriter has written. Each of its functions throws RangeError where the bytes end too early. */
export class ByteReader {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  whole(): number {
    let value = 0
    for (let unit = 1; ; unit *= 0x80) {
      const byte = this.#view.getUint8(this.#at++)
      value += (byte & 0x7f) * unit
      if (byte < 0x80) return value
    }
  }

  double(): number {
    this.#at += 8
    return this.#view.getFloat64(this.#at - 8, true)
  }

  ascii(): string {
    let value = ''
    for (let left = this.whole(); left > 0; left--)
      value += String.fromCharCode(this.#view.getUint8(this.#at++))
    return value
  }

  bytes(): Uint8Array {
    const length = this.whole()
    if (this.#at + length > this.#bytes.length) throw new RangeError('bytes that were cut off')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  text(): string {
    return new TextDecoder().decode(this.bytes())
  }
}

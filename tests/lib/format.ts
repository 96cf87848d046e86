// Amounts as people write them.

/** A whole number of the smallest unit: 1234567890 with 6 decimals is "1,234.56789". */
export function human(amount: bigint, decimals: number): string {
	const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, '0');
	const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
	const part = digits.slice(digits.length - decimals).replace(/0+$/, '');
	return `${amount < 0n ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
}

/** The opposite, without commas; `undefined` for what is no amount. */
export function minor(text: string, decimals: number): bigint | undefined {
	const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
	if (match === null || (match[2] ?? '').length > decimals) return undefined;
	return BigInt(match[1] + (match[2] ?? '').padEnd(decimals, '0'));
}

/** Columns as wide as their widest cell; those listed in `right` end together. */
export function columns(rows: string[][], right: number[]): string[] {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	return rows.map((row) => {
		const cells = row.map((cell, column) => {
			const width = widths[column];
			return right.includes(column) ? cell.padStart(width) : cell.padEnd(width);
		});
		return cells.join('  ').trimEnd();
	});
}

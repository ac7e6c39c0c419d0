/** The database cannot be asked; the reason is one clause. */
export class DatabaseError {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

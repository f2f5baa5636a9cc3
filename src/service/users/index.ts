export { type Credentials, parseCredentials, printCredentials } from './credentials.ts'
export { hashPassword, type PasswordHash, parsePasswordHash, unmatchableHash, verifyPassword } from './password.ts'
export { addUser, listUsers, type NewUser, readUsers, readUsersText, removeUser } from './users-file.ts'

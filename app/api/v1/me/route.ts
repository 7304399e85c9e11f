import { meSchema } from "@/lib/contracts/api/account";
import { userRoute } from "@/lib/http/route";
import { readMe } from "@/lib/services/accounts/create-organization";

export const GET = userRoute({ response: meSchema, handler: (services, user) => readMe(services, user) });

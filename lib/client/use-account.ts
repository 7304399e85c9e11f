"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import {
  meSchema,
  organizationSchema,
  type SignUp,
  type createOrganizationSchema,
} from "@/lib/contracts/api/account";
import { apiDo, apiGet, apiSend } from "./api";

/** The signed-in user and the organizations they belong to. Outside any organization, hence without its id in the key. */
export function useMe() {
  return useQuery({ queryKey: ["me"], queryFn: ({ signal }) => apiGet("/me", meSchema, { signal }) });
}

export function useSignUp() {
  return useMutation({ mutationFn: (input: SignUp) => apiDo("POST", "/sign-up", input) });
}

export function useCreateOrganization() {
  return useMutation({
    mutationFn: (input: z.input<typeof createOrganizationSchema>) =>
      apiSend("POST", "/organizations", organizationSchema, input),
  });
}

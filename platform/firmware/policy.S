// The signed policy, in flash: the linker script keeps .policy, at multiples of a cache line.
    .section .policy, "a"
    .balign 64
    .global firmware_policy
firmware_policy:
    .incbin "policy.dgp"
    .global firmware_policy_end
firmware_policy_end:
    .byte 0
#ifdef __linux__
    .section .note.GNU-stack, "", %progbits  // the stack holds no code
#endif
